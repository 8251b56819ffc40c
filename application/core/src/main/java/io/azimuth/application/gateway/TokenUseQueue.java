package io.azimuth.application.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Who waits for a use of one token, and who is using it. Guarded by its {@link TokenUseCounter}.
 */
final class TokenUseQueue {

  private List<CompletableFuture<Boolean>> waiting = new ArrayList<>();
  private int underWay;
  private boolean counting;
  private boolean spent;

  /** One more waits; whether somebody must begin to count. */
  boolean join(CompletableFuture<Boolean> use) {
    waiting.add(use);
    boolean idle = !counting;
    counting = true;
    return idle;
  }

  /** All who wait, to be counted at once. */
  List<CompletableFuture<Boolean>> take() {
    List<CompletableFuture<Boolean>> taken = waiting;
    waiting = new ArrayList<>();
    return taken;
  }

  /** So many got their use; whether others have come meanwhile, to be counted next. */
  boolean counted(int granted, boolean nothingLeft) {
    underWay += granted;
    spent |= nothingLeft;
    counting = !waiting.isEmpty();
    return counting;
  }

  /** One who got a use is done. */
  void leave() {
    underWay--;
  }

  /** Whether the token is used up and nobody is using it any more. */
  boolean isUsedUp() {
    return spent && isIdle();
  }

  boolean isIdle() {
    return underWay == 0 && !counting;
  }
}
