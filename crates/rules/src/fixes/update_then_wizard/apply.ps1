# 1. Only if the hybrid servers run Exchange 2013 CU8 or earlier: install the latest cumulative update
#    on at least one of them. It stops the transport services while it runs.
# 2. Download the newest wizard from https://aka.ms/HybridWizard and run it there. A full run also
#    resets what was customised on the connectors.
