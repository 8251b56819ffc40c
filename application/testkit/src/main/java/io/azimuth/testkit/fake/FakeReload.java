package io.azimuth.testkit.fake;

import io.azimuth.application.port.reload.Reload;
import java.util.List;

/** Counts how often it ran, and cannot read what the test sets. */
public final class FakeReload implements Reload {

  private List<String> problems = List.of();
  private int runs;

  /** A reload of files that can be read. */
  public FakeReload() {}

  /** The sentences that each later run returns. */
  public synchronized void failWith(List<String> sentences) {
    problems = List.copyOf(sentences);
  }

  /** How often it ran. */
  public synchronized int runs() {
    return runs;
  }

  @Override
  public synchronized List<String> run() {
    runs++;
    return problems;
  }
}
