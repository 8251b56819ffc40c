package io.azimuth.application.usage;

import java.time.Instant;

/**
 * The numbers of a count.
 *
 * @param tokens stored and valid
 * @param leases of the tokens that have an end, and of what secrets engines gave out
 * @param failingLeases whose secrets could not be ended so far
 * @param entities all of them
 * @param breakdown the same by mount, policy and lifetime
 * @param at when counting ended
 */
public record UsageCounts(
    long tokens,
    long leases,
    long failingLeases,
    long entities,
    UsageBreakdown breakdown,
    Instant at) {}
