package io.azimuth.azure.watch;

import io.azimuth.spi.issued.HeldToken;
import io.azimuth.spi.issued.HeldTokens;
import io.azimuth.spi.issued.IssuedTokens;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Goes through the tokens of a mount, some pages in each task. */
final class TokenPageReader implements RoundPart {

  /** How many pages one task looks at. */
  private static final int PAGES_OF_A_TASK = 25;

  private final IssuedTokens tokens;
  private final String mountUuid;
  private final int page;
  private final Predicate<HeldToken> reader;
  private final BooleanSupplier isRunning;
  private Optional<String> cursor;
  private Optional<String> rest = Optional.empty();
  private boolean running;
  private boolean done;

  /**
   * Begins at a place.
   *
   * @param page how many tokens a page has
   * @param from where it begins; empty for the first token
   * @param reader takes a token; false when it has no room for it
   * @param isRunning whether the round goes on
   */
  TokenPageReader(
      IssuedTokens tokens,
      String mountUuid,
      int page,
      Optional<String> from,
      Predicate<HeldToken> reader,
      BooleanSupplier isRunning) {
    this.tokens = tokens;
    this.mountUuid = mountUuid;
    this.page = page;
    this.cursor = from;
    this.reader = reader;
    this.isRunning = isRunning;
  }

  @Override
  public synchronized Optional<Task> next(Instant now) {
    if (running || done) {
      return Optional.empty();
    }
    running = true;
    return Optional.of(new Task(this::read, this::ended));
  }

  @Override
  public synchronized boolean isDone() {
    return done;
  }

  /** Where the tokens begin for which the reader had no room. */
  synchronized Optional<String> rest() {
    return rest;
  }

  private void read() {
    try {
      for (int i = 0; i < PAGES_OF_A_TASK && !isDone() && isRunning.getAsBoolean(); i++) {
        Optional<String> from = cursor();
        read(from, page(from));
      }
    } finally {
      ended();
    }
  }

  // The place where the last round ended may have been stored by another version of the server.
  private HeldTokens page(Optional<String> from) {
    try {
      return tokens.page(mountUuid, from, page);
    } catch (IllegalArgumentException e) {
      if (from.isEmpty()) {
        throw e;
      }
      return tokens.page(mountUuid, Optional.empty(), page);
    }
  }

  private synchronized Optional<String> cursor() {
    return cursor;
  }

  private synchronized void ended() {
    running = false;
  }

  private synchronized void read(Optional<String> from, HeldTokens read) {
    if (!read.tokens().stream().allMatch(reader)) {
      rest = from;
      done = true;
      return;
    }
    cursor = read.next();
    done = cursor.isEmpty();
  }
}
