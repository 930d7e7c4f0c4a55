# See whether a connector still has the outdated value
# shell: exchange-management-shell
# run_on: EX02
# risk: reads-only

#region apply
Get-ReceiveConnector | Where-Object { $_.TlsDomainCapabilities -like '*MSIT Machine Auth CA 2*' } | Format-List Identity,TlsDomainCapabilities
#endregion

