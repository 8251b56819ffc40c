package io.azimuth.application.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The requests that wait for a use of one token, and the number that use it. Guarded by its {@link
 * TokenUseCounter}.
 */
final class TokenUseQueue {

  private List<CompletableFuture<Boolean>> waiting = new ArrayList<>();
  private int underWay;
  private boolean counting;
  private boolean spent;

  /** Adds a waiting request; returns whether the caller must begin to count. */
  boolean join(CompletableFuture<Boolean> use) {
    waiting.add(use);
    boolean idle = !counting;
    counting = true;
    return idle;
  }

  /** Takes all waiting requests, to be counted in one commit. */
  List<CompletableFuture<Boolean>> take() {
    List<CompletableFuture<Boolean>> taken = waiting;
    waiting = new ArrayList<>();
    return taken;
  }

  /** Notes how many uses were granted; returns whether more requests wait to be counted. */
  boolean counted(int granted, boolean nothingLeft) {
    underWay += granted;
    spent |= nothingLeft;
    counting = !waiting.isEmpty();
    return counting;
  }

  /** Ends one granted use. */
  void leave() {
    underWay--;
  }

  /** Whether the token is used up and no request is using it any more. */
  boolean isUsedUp() {
    return spent && isIdle();
  }

  boolean isIdle() {
    return underWay == 0 && !counting;
  }
}
