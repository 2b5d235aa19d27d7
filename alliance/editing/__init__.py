"""For editors: new files, schemas, the field reference, forms."""
