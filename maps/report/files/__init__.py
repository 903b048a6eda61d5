"""The files of a pack: PDF, DOCX, XLSX, GeoJSON and GeoPackage, the same bytes for the same run."""
