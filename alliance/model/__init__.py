"""What an alliance keeps records of: fields, records, translations."""
