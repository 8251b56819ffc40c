package io.azimuth.application.audit;

import java.util.concurrent.Executor;

/**
 * The few threads that write the records of answers to writes. Does not block the caller. Each
 * device has at most one task here at a time, so a device that hangs takes one thread.
 */
@FunctionalInterface
public interface AuditExecutor extends Executor {}
