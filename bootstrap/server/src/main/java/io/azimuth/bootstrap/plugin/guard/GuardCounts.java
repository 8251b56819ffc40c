package io.azimuth.bootstrap.plugin.guard;

import java.util.concurrent.atomic.LongAdder;

/** What happened under one guard since the start. */
final class GuardCounts {

  final LongAdder faults = new LongAdder();
  final LongAdder late = new LongAdder();
  final LongAdder refusedBusy = new LongAdder();
  final LongAdder refusedOpen = new LongAdder();
}
