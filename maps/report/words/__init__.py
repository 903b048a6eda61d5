"""What a pack says: wording, numbers as they are written, and sentences made from them."""
