# See whether port 25 of Exchange Online is reached from the server that sends
# shell: windows-powershell
# risk: reads-only

#region apply
$mailExchanger = ''   # that of your tenant, under mail.protection.outlook.com
if ($mailExchanger) { Test-NetConnection -ComputerName $mailExchanger -Port 25 }
#endregion

