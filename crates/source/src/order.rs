/// Sorts by a number, stably. The standard sort is compiled anew for every type and takes 5 KB each time, which
/// the browser has to load; this one is compiled once.
pub fn sort_by_key<T>(items: &mut [T], key: impl Fn(&T) -> u128) {
    let keys: Vec<u128> = items.iter().map(key).collect();
    if keys.is_sorted() {
        return;
    }
    rearrange(order(&keys), &mut |one, other| items.swap(one, other));
}

/// The places of the keys, in the order of the keys.
fn order(keys: &[u128]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    let mut run = 1;
    while run < keys.len() {
        let pairs = order.chunks(2 * run);
        let mut merged = Vec::with_capacity(keys.len());
        for pair in pairs {
            let (left, right) = pair.split_at_checked(run).unwrap_or((pair, &[]));
            merge(keys, left, right, &mut merged);
        }
        order = merged;
        run *= 2;
    }
    order
}

/// Of equal keys those on the left come first.
fn merge(keys: &[u128], mut left: &[usize], mut right: &[usize], merged: &mut Vec<usize>) {
    while let (Some((&one, after_one)), Some((&other, after_other))) =
        (left.split_first(), right.split_first())
    {
        if keys.get(one) <= keys.get(other) {
            merged.push(one);
            left = after_one;
        } else {
            merged.push(other);
            right = after_other;
        }
    }
    merged.extend_from_slice(left);
    merged.extend_from_slice(right);
}

/// Brings to every place what stands at the place that `order` names for it.
fn rearrange(mut order: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..order.len() {
        let mut place = start;
        // Follows one cycle of the permutation; places that are done name themselves.
        while let Some(from) = order.get_mut(place).map(|from| std::mem::replace(from, place)) {
            if from == start || from == place {
                break;
            }
            swap(place, from);
            place = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that repeat, in no order.
    fn scattered(count: u32) -> Vec<(u32, u32)> {
        (0..count).map(|index| (index.wrapping_mul(2_654_435_761) >> 27, index)).collect()
    }

    #[test]
    fn sorts_as_the_standard_library_does() {
        for count in (0..70).chain([1000, 1023, 1025]) {
            let mut items = scattered(count);
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            sort_by_key(&mut items, |item| u128::from(item.0));
            assert_eq!(items, expected, "{count}");
        }
    }

    #[test]
    fn leaves_alone_what_is_in_order_and_turns_round_what_is_not() {
        let mut items: Vec<u32> = (0..100).collect();
        sort_by_key(&mut items, |_| 0);
        assert!(items.iter().copied().eq(0..100));
        sort_by_key(&mut items, |&item| u128::from(u32::MAX - item));
        assert!(items.iter().copied().eq((0..100).rev()));
    }
}
