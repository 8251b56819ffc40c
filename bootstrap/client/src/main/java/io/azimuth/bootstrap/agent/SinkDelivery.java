package io.azimuth.bootstrap.agent;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.domain.secret.SecretText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Brings a token to all sinks, and tries those again that could not be written. */
final class SinkDelivery {

  private static final Duration NOTHING_DUE = Duration.ofDays(1);

  private final List<TokenSink> sinks;
  private final AttemptPauses pauses;
  private final LongSupplier nanos;
  private final Map<TokenSink, FailureLines> lines = new HashMap<>();
  private final List<TokenSink> pending = new ArrayList<>();
  private Optional<SecretText> token = Optional.empty();
  private long dueAt;

  SinkDelivery(List<TokenSink> sinks, AttemptPauses pauses, AgentLog log, LongSupplier nanos) {
    this.sinks = List.copyOf(sinks);
    this.pauses = pauses;
    this.nanos = nanos;
    sinks.forEach(it -> lines.put(it, new FailureLines(log, "writing " + it.name(), nanos)));
  }

  /** Replaces what is to be delivered, also at sinks that do not have the former token yet. */
  void offer(SecretText fresh) {
    token = Optional.of(fresh);
    pending.clear();
    pending.addAll(sinks);
    dueAt = nanos.getAsLong();
  }

  /** Writes what is due and returns the time until something is due again. */
  Duration act() {
    if (pending.isEmpty()) {
      return NOTHING_DUE;
    }
    if (nanos.getAsLong() - dueAt >= 0) {
      int failures = 0;
      for (TokenSink sink : List.copyOf(pending)) {
        failures = Math.max(failures, write(sink));
      }
      if (pending.isEmpty()) {
        return NOTHING_DUE;
      }
      dueAt = nanos.getAsLong() + pauses.after(failures, Optional.empty()).toNanos();
    }
    return Duration.ofNanos(Math.max(0, dueAt - nanos.getAsLong()));
  }

  /** Returns how often it failed in a row. */
  private int write(TokenSink sink) {
    FailureLines ofSink = lines.get(sink);
    if (ofSink == null) {
      throw new IllegalStateException("each sink has its lines");
    }
    try {
      sink.write(token.orElseThrow());
    } catch (ClientException e) {
      return ofSink.failed(e.sentence());
    }
    pending.remove(sink);
    ofSink.succeeded();
    return 0;
  }

  /** Whether there was a token, and all sinks have the latest one. */
  boolean isDone() {
    return token.isPresent() && pending.isEmpty();
  }
}
