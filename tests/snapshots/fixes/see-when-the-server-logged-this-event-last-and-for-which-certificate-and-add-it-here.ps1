# See when the server logged this event last, and for which certificate, and add it here
# shell: windows-powershell
# risk: reads-only

#region apply
Get-WinEvent -FilterHashtable @{ LogName = 'Application'; Id = 12014 } -MaxEvents 10 | Format-List TimeCreated,ProviderName,Id,MachineName,Message
# "No events were found" means that none is in the log.
#endregion

