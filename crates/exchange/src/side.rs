/// One of the two sides of a hybrid organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Exchange on premises.
    OnPremises,
    /// Exchange Online.
    ExchangeOnline,
}
