# 1. Download the newest wizard from https://aka.ms/HybridWizard and start it on an Exchange server.
# 2. Choose "Update Secure Mail Certificate for Connectors": it changes the certificate only.
#    A full run resets what was customised on the connectors.
# 3. Choose the new certificate.
