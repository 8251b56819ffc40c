package io.azimuth.application.quota;

import io.azimuth.domain.quota.QuotaVerdict;

/**
 * The decision of a quota about a request.
 *
 * @param audited whether a refusal is recorded by audit devices
 * @param shown whether the answer shows the state of the quota
 */
public record QuotaAdmission(QuotaVerdict verdict, boolean audited, boolean shown) {}
