# See what the queues say, and add it here
# shell: exchange-management-shell
# risk: reads-only

#region apply
Get-Queue | Where-Object { $_.Status -eq 'Retry' } | Format-List Identity,NextHopDomain,LastError
#endregion

