-- No measure of agreement is above 1, a share is not below 0, and perfect agreement measures 1.
select *
from {{ ref('rpt_label_agreement') }}
where
    agreement not between 0 and 1
    or greatest(fleiss_kappa, krippendorff_alpha, highest_cohen_kappa) > 1 + 1e-9
    or (agreement = 1 and coalesce(krippendorff_alpha, 1) < 1 - 1e-9)
