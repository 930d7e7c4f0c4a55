# Nothing has to be taken back: a certificate that no service uses does no harm where it is, and Exchange refuses to
# remove one that is in use. The file of the backup lists which certificates the server had before.
