package io.azimuth.application.seal.share;

import java.util.concurrent.Executor;

/**
 * The threads that wait for the system with the key of the seal. Bounded: it throws {@link
 * java.util.concurrent.RejectedExecutionException} when full.
 */
@FunctionalInterface
public interface SealExecutor extends Executor {}
