# The wizard's log in %AppData%\Microsoft\Exchange Hybrid Configuration lists every value that it changed (search for
# "actual"). Import-Clixml of the backup shows the former ones, and each is written back by its own command:
# Set-ReceiveConnector, Set-SendConnector, Set-HybridConfiguration, and in Exchange Online PowerShell
# Set-InboundConnector and Set-OutboundConnector.
