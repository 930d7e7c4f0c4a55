# Ask Exchange Online from the server that sends: is STARTTLS in the answer?
# shell: windows-powershell
# risk: reads-only

#region apply
# If telnet is missing: Install-WindowsFeature Telnet-Client
$mailExchanger = ''   # that of your tenant, under mail.protection.outlook.com
if ($mailExchanger) { telnet $mailExchanger 25 }   # then type: EHLO and the name of the server
#endregion

