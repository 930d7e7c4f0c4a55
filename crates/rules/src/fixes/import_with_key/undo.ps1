# The import adds the certificate and its key and takes nothing away. If it was the wrong file, the list of the backup
# tells which certificates were there before; unused, a certificate does no harm.
