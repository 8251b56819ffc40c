package io.azimuth.application.route;

import java.util.concurrent.Executor;

/**
 * The threads on which a request begins anew after a conflict, or goes on after a wait. Bounded: it
 * throws {@link java.util.concurrent.RejectedExecutionException} when full.
 */
@FunctionalInterface
public interface RetryExecutor extends Executor {}
