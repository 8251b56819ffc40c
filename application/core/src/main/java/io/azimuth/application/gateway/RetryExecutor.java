package io.azimuth.application.gateway;

import java.util.concurrent.Executor;

/**
 * Where a request runs again whose commit met a conflict. Bounded: it throws {@link
 * java.util.concurrent.RejectedExecutionException} when full.
 */
@FunctionalInterface
public interface RetryExecutor extends Executor {}
