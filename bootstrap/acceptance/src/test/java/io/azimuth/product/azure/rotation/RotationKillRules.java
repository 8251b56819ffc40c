package io.azimuth.product.azure.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.azure.simulator.fault.FaultMode;
import io.azimuth.adapters.azure.simulator.fault.SimulatedFault;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.domain.rotation.RotatedKind;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.SharedClock;
import io.azimuth.product.server.TestingServer;
import io.azimuth.product.server.TestingServerBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server is killed while each of many mounts is at another step of a rotation. Calls to Azure
 * also fail before and after they took effect. There is one server process, one simulated Azure per
 * mount, and one clock, which is moved while a rotation waits by it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class RotationKillRules {

  /** The clock moves so far each time that a condition was looked at in vain. */
  private static final Duration LEAP = Duration.ofSeconds(2);

  /** A rotation takes some thirty seconds by its clock. */
  private static final int LEAPS_OF_A_ROTATION = 20;

  /** A process keeps a token of Azure for its hour by the clock of the system. */
  private static final Duration MOST_OF_A_PROCESS = Duration.ofMinutes(45);

  private static final int RANDOM_ROUNDS = Integer.getInteger("azimuth.crash.rounds", 1);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long BETWEEN_LOOKS = 50_000_000; // in nanoseconds

  /** The step at which a rotation is held when the server is killed. */
  private enum Step {
    FIND_BEFORE(SimulatorEndpoint.GRAPH_FIND, FaultMode.HANG, 0, false),
    FIND_AFTER(SimulatorEndpoint.GRAPH_FIND, FaultMode.HANG_AFTER, 0, false),
    ADD_BEFORE(SimulatorEndpoint.GRAPH_ADD_PASSWORD, FaultMode.HANG, 0, false),
    ADD_AFTER(SimulatorEndpoint.GRAPH_ADD_PASSWORD, FaultMode.HANG_AFTER, 0, false),
    FIRST_PROOF_BEFORE(SimulatorEndpoint.TOKEN, FaultMode.HANG, 0, true),
    FIRST_PROOF_AFTER(SimulatorEndpoint.TOKEN, FaultMode.HANG_AFTER, 0, true),
    SECOND_PROOF_BEFORE(SimulatorEndpoint.TOKEN, FaultMode.HANG, 1, true),
    THIRD_PROOF_BEFORE(SimulatorEndpoint.TOKEN, FaultMode.HANG, 2, true),
    THIRD_PROOF_AFTER(SimulatorEndpoint.TOKEN, FaultMode.HANG_AFTER, 2, true),
    LOOK_BEFORE(SimulatorEndpoint.GRAPH_FIND, FaultMode.HANG, 1, false),
    LOOK_AFTER(SimulatorEndpoint.GRAPH_FIND, FaultMode.HANG_AFTER, 1, false),
    REMOVE_BEFORE(SimulatorEndpoint.GRAPH_REMOVE_PASSWORD, FaultMode.HANG, 0, false),
    REMOVE_AFTER(SimulatorEndpoint.GRAPH_REMOVE_PASSWORD, FaultMode.HANG_AFTER, 0, false);

    private final SimulatorEndpoint endpoint;
    private final FaultMode mode;
    private final int passing;
    private final boolean onceBegun;

    Step(SimulatorEndpoint endpoint, FaultMode mode, int passing, boolean onceBegun) {
      this.endpoint = endpoint;
      this.mode = mode;
      this.passing = passing;
      this.onceBegun = onceBegun;
    }

    SimulatedFault hanging(SimulatorEndpoint at) {
      return SimulatedFault.of(at, mode).after(passing);
    }
  }

  private final Random random = new Random();
  private final List<RotationLab> labs = new ArrayList<>();
  private final Map<Step, RotationLab> held = new EnumMap<>(Step.class);
  private final Map<Step, Long> passed = new EnumMap<>(Step.class);
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final RotatedKind kind;
  private SharedClock clock;
  private Duration moved = Duration.ZERO;
  private TestingServer server;
  private SteadyLogins logins;

  RotationKillRules(RotatedKind kind) {
    this.kind = kind;
  }

  // The calls that change a certificate have endpoints of their own.
  private SimulatorEndpoint ofKind(SimulatorEndpoint endpoint) {
    if (kind == RotatedKind.PASSWORD) {
      return endpoint;
    }
    return switch (endpoint) {
      case GRAPH_ADD_PASSWORD -> SimulatorEndpoint.GRAPH_ADD_KEY;
      case GRAPH_REMOVE_PASSWORD -> SimulatorEndpoint.GRAPH_REMOVE_KEY;
      default -> endpoint;
    };
  }

  private SimulatorEndpoint endpoint(Step step) {
    return ofKind(step.endpoint);
  }

  @BeforeAll
  void start(@TempDir Path directory) {
    clock = SharedClock.in(directory.resolve("clock"));
    TestingServerBuilder builder =
        TestingServer.in(directory).onMapDb().inItsOwnProcess().clock(clock);
    for (Step step : Step.values()) {
      RotationLab lab = RotationLab.start(labs.size(), directory, clock, kind);
      held.put(step, lab);
      labs.add(lab);
      builder.config(lab.block());
    }
    server = builder.start();
    labs.forEach(lab -> lab.enable(server.root()));
    logins = SteadyLogins.begin(server, labs);
  }

  @AfterAll
  void stop() {
    logins.close();
    server.close();
    labs.forEach(RotationLab::close);
  }

  @Test
  @Order(1) // the credential of the operator is there until it is replaced
  void aKillAtAnyStepLeavesOneCredentialThatWorksAndNoOther() {
    killedAtEachStep("operator's");
    rotateAll();
    killedAtEachStep("ours");
    for (int round = 0; round < RANDOM_ROUNDS; round++) {
      killedAtRandom();
    }
    assertNobodyWasRefused();
  }

  @Test
  @Order(2)
  void aCallThatFailsLeavesOneCredentialThatWorksAndNoOther() {
    List<SimulatedFault> faults = new ArrayList<>();
    for (FaultMode mode :
        List.of(FaultMode.DROP, FaultMode.DROP_AFTER, FaultMode.STATUS, FaultMode.STATUS_AFTER)) {
      faults.add(SimulatedFault.of(SimulatorEndpoint.GRAPH_FIND, mode).times(1));
      faults.add(SimulatedFault.of(ofKind(SimulatorEndpoint.GRAPH_ADD_PASSWORD), mode).times(1));
      faults.add(SimulatedFault.of(SimulatorEndpoint.GRAPH_FIND, mode).times(1).after(1));
      faults.add(SimulatedFault.of(ofKind(SimulatorEndpoint.GRAPH_REMOVE_PASSWORD), mode).times(1));
    }
    for (SimulatorEndpoint endpoint :
        List.of(
            SimulatorEndpoint.GRAPH_FIND,
            SimulatorEndpoint.GRAPH_ADD_PASSWORD,
            SimulatorEndpoint.GRAPH_REMOVE_PASSWORD)) {
      faults.add(SimulatedFault.status(ofKind(endpoint), 429).retryAfter(3).times(1));
    }
    for (int proof = 0; proof < 3; proof++) {
      faults.add(failingProof(FaultMode.DROP, proof));
      faults.add(failingProof(FaultMode.DROP_AFTER, proof));
      faults.add(failingProof(FaultMode.STATUS_AFTER, proof));
    }
    for (int at = 0; at < faults.size(); at += labs.size()) {
      failing(faults.subList(at, Math.min(faults.size(), at + labs.size())));
    }
    assertNobodyWasRefused();
  }

  private void assertNobodyWasRefused() {
    System.out.println("outcomes: " + outcomes + ", logins: " + logins);
    outcomes.clear();
    assertThat(logins.refusals()).isEmpty();
  }

  private void failing(List<SimulatedFault> faults) {
    List<CompletableFuture<Reply>> answers = new ArrayList<>();
    for (int i = 0; i < faults.size(); i++) {
      answers.add(beginFailing(labs.get(i), faults.get(i)));
    }
    // A rotation that has not begun yet looks like one that is settled.
    await("all are answered", () -> answers.stream().allMatch(CompletableFuture::isDone));
    settle(faults.size());
    for (int i = 0; i < faults.size(); i++) {
      boolean rotated = labs.get(i).assertWhole();
      Reply answer = answers.get(i).join();
      if (!goesOn(answer)) {
        assertThat(rotated)
            .as("%s: %s %s", faults.get(i), answer.status(), answer.errors())
            .isEqualTo(answer.status() == 204);
      }
      count(faults.get(i).endpoint() + " " + faults.get(i).mode(), rotated);
      labs.get(i).calm();
    }
    logins.awaitOneOfEach();
  }

  // On a busy machine the request may be answered before it is clear what becomes of the rotation.
  private static boolean goesOn(Reply answer) {
    return answer.status() == 503
        && answer.errors().stream().anyMatch(it -> it.endsWith("the rotation goes on"));
  }

  private static SimulatedFault failingProof(FaultMode mode, int passing) {
    return SimulatedFault.of(SimulatorEndpoint.TOKEN, mode).times(1).after(passing);
  }

  // A fault of the token endpoint must hit the proofs of the new password. It is set after the
  // rotation has begun, so that the sign-in for its first step succeeds.
  private CompletableFuture<Reply> beginFailing(RotationLab lab, SimulatedFault fault) {
    if (fault.endpoint() != SimulatorEndpoint.TOKEN) {
      lab.disturb(fault);
      return lab.rotate(server.root());
    }
    CompletableFuture<Reply> answer = lab.rotate(server.root());
    answer.join();
    lab.disturb(fault);
    return answer;
  }

  private void killedAtEachStep(String secret) {
    logins.awaitOneOfEach();
    for (Step step : Step.values()) {
      holdAt(step);
    }
    for (Step step : Step.values()) {
      await(step + " is reached", () -> isHeld(step));
    }
    killAndRestart();
    for (Step step : Step.values()) {
      count(step + " " + secret, lab(step).assertWhole());
    }
  }

  private void holdAt(Step step) {
    RotationLab lab = lab(step);
    passed.put(step, lab.calls(endpoint(step)));
    if (step.onceBegun) {
      rotate(lab);
      passed.put(step, lab.calls(endpoint(step)));
      lab.disturb(step.hanging(endpoint(step)));
    } else {
      lab.disturb(step.hanging(endpoint(step)));
      var unused = lab.rotate(server.root());
    }
  }

  private RotationLab lab(Step step) {
    return Optional.ofNullable(held.get(step)).orElseThrow();
  }

  private boolean isHeld(Step step) {
    return lab(step).calls(endpoint(step)) > passed.get(step) + step.passing;
  }

  private void killedAtRandom() {
    logins.awaitOneOfEach();
    labs.forEach(
        lab -> {
          var unused = lab.rotate(server.root());
        });
    for (int leaps = random.nextInt(LEAPS_OF_A_ROTATION); leaps > 0; leaps--) {
      leap();
    }
    LockSupport.parkNanos(random.nextLong(BETWEEN_LOOKS));
    killAndRestart();
    labs.forEach(lab -> count("at random", lab.assertWhole()));
  }

  private void rotateAll() {
    List<RotationLab> left = labs;
    for (int attempt = 0; attempt < 3 && !left.isEmpty(); attempt++) {
      left = rotated(left);
    }
    assertThat(left).isEmpty();
  }

  // Those that were not rotated: on a busy machine the moved clock ends the time of a rotation
  // before its proofs are done.
  private List<RotationLab> rotated(List<RotationLab> wanted) {
    wanted.stream()
        .map(lab -> lab.rotate(server.root()))
        .toList()
        .forEach(answer -> requireBegun(answer.join()));
    settle(labs.size());
    return wanted.stream().filter(lab -> !lab.assertWhole()).toList();
  }

  private void rotate(RotationLab lab) {
    begun(lab, lab.rotate(server.root()));
  }

  private void begun(RotationLab lab, CompletableFuture<Reply> rotation) {
    requireBegun(rotation.join());
    await(lab.path("") + " has a new credential", lab::hasNew);
  }

  private static void requireBegun(Reply answer) {
    assertThat(answer.status() == 204 || goesOn(answer)).as("%s", answer).isTrue();
  }

  private void killAndRestart() {
    logins.pause();
    server.kill();
    labs.forEach(RotationLab::calm);
    moved = Duration.ZERO;
    server.start();
    logins.resume();
    settle(labs.size());
    logins.awaitOneOfEach();
  }

  private void settle(int count) {
    for (RotationLab lab : labs.subList(0, count)) {
      await(lab.path("") + " settles", () -> lab.pending(server.root()).isEmpty());
    }
  }

  private void count(String what, boolean rotated) {
    outcomes.merge(what + (rotated ? ": rotated" : ": as before"), 1, Integer::sum);
  }

  private void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      leap();
    }
  }

  // What a rotation waits for by the clock comes, and the server has time to see it.
  private void leap() {
    LockSupport.parkNanos(BETWEEN_LOOKS);
    if (moved.compareTo(MOST_OF_A_PROCESS) < 0) {
      moved = moved.plus(LEAP);
      clock.advance(LEAP);
    }
  }
}
