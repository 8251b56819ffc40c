package io.azimuth.application.api;

import java.time.Duration;

/**
 * The state of the quota that a request was counted against.
 *
 * @param limit how many requests may come at once
 * @param remaining how many more of them may come now
 * @param reset the time until the client has more requests again
 */
public record RateLimitNotice(long limit, long remaining, Duration reset) {}
