# Ask the server itself, where no device is between: is STARTTLS in the answer?
# shell: windows-powershell
# risk: reads-only

#region apply
# If telnet is missing: Install-WindowsFeature Telnet-Client
telnet localhost 25   # then type: EHLO test
#endregion

