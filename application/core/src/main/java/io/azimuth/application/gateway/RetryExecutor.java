package io.azimuth.application.gateway;

import java.util.concurrent.Executor;

/**
 * Runs a request again whose commit met a conflict. Bounded: throws {@link
 * java.util.concurrent.RejectedExecutionException} when full.
 */
@FunctionalInterface
public interface RetryExecutor extends Executor {}
