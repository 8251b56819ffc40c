package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.bootstrap.plugin.LoadedPlugin;
import io.azimuth.bootstrap.plugin.PluginLateException;
import io.azimuth.bootstrap.plugin.PluginOrigin;
import io.azimuth.bootstrap.plugin.PluginTask;
import io.azimuth.bootstrap.plugin.PluginThreads;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.metrics.Measurement;
import io.azimuth.spi.metrics.Metrics;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs the code of one plugin that comes from a jar, on threads of the plugin. What it throws
 * against its contract becomes a {@link PluginFailedException}, so no thread of the server ends by
 * it, and none waits for it longer than it may take. Requests have a limited number of threads,
 * those of callers without a token others than those with one. More requests wait for a while in
 * line, without a thread of the server. Requests to a mount, or for a cloud, at which the plugin is
 * late again and again are refused for a while.
 */
final class PluginGuard implements AutoCloseable {

  /** How long code of the plugin may keep a request waiting, each time that it runs. */
  static final Duration REQUEST = Duration.ofSeconds(10);

  /** How long a request waits in line for a thread, if that is not more than half of its time. */
  private static final Duration TURN = Duration.ofSeconds(5);

  /** How many requests wait in line, with a token and as many without one. */
  private static final int IN_LINE = 128;

  /** More than the server has threads: a short call finds one. */
  private static final int ANSWERS = 64;

  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration SHORT = Duration.ofSeconds(1);

  private final LoadedPlugin<?> plugin;
  private final GuardLog log;
  private final GuardCounts counts = new GuardCounts();
  private final FaultContainment faults;
  private final PluginAdmission admission;
  private final PluginUpkeep upkeep;
  private final Places places;
  private final PluginThreads requests;
  private final PluginThreads strangers;
  private final PluginThreads answers;
  private final BackgroundTasks background;

  /**
   * The places for requests in the plugin.
   *
   * @param calls how many are at work at a time: for callers with a token, and as many for others
   * @param attending a permit for each thread of the server that may wait for plugins
   * @param turn how long a request waits for a place
   */
  record Places(int calls, Semaphore attending, Duration turn) {

    /** So many places, for which a request waits as long as usual. */
    static Places of(int calls, Semaphore attending) {
      return new Places(calls, attending, TURN);
    }
  }

  /**
   * Creates a guard.
   *
   * @param leading runs work of the leader on the thread that calls it
   */
  PluginGuard(LoadedPlugin<?> plugin, Places places, Consumer<Runnable> leading) {
    this.plugin = plugin;
    this.places = places;
    this.log = new GuardLog(plugin, System::nanoTime);
    this.faults = new FaultContainment(plugin, log, counts);
    this.admission = new PluginAdmission(plugin, counts);
    PluginOrigin origin = plugin.origin();
    String name = plugin.kind().shortName() + "-" + plugin.type();
    this.upkeep = new PluginUpkeep(origin, name, faults, log, admission::late, leading);
    this.requests = origin.threads(name, places.calls(), IN_LINE);
    this.strangers = origin.threads(name + "-public", places.calls(), IN_LINE);
    this.answers = origin.threads(name + "-answers", ANSWERS);
    this.background = new BackgroundTasks(origin, name + "-background");
  }

  /** The type of the plugin. */
  String type() {
    return plugin.type();
  }

  /**
   * Runs code that a request to the mount waits for. It has a thread at once, or waits for one in
   * line; no thread of the server waits with it. Code that is late again and again is not run for a
   * while. What it throws in time costs its own request alone: otherwise a stranger whose input it
   * cannot bear would lock out everybody else.
   *
   * @param place the method, for the message of a failure
   * @param left the time that is left to the request
   * @throws RefusedException with {@code OVERLOADED} if it got no thread, if the code is late, or
   *     if the plugin was late too often at this mount
   */
  <T> Awaited<T> handle(
      String place, Mount mount, PluginCaller caller, Duration left, Supplier<T> code) {
    return admission.admitted(
        new PluginAdmission.User("mount_uuid", mount.uuid(), " at this mount"),
        () -> inTurn(place, caller, patience(left), code));
  }

  private <T> Awaited<T> inTurn(
      String place, PluginCaller caller, Duration patience, Supplier<T> code) {
    PluginThreads threads = caller.known() ? requests : strangers;
    return Awaited.recovering(
        () -> awaited(threads.submit(caller.client(), () -> faults.run(place, code)), patience),
        PluginLateException.class,
        e -> {
          throw faults.noted(place, e);
        });
  }

  // Most calls return soon: then it is cheaper to wait for them than to come back. But few threads
  // may wait, so that plugins that block leave threads to the other requests.
  private <T> Awaited<T> awaited(PluginTask<T> task, Duration patience) {
    if (!task.hasPlace() || !places.attending().tryAcquire()) {
      return task.awaited(turn(patience), patience);
    }
    try {
      return Awaited.of(task.await(patience));
    } finally {
      places.attending().release();
    }
  }

  // What is left of its time after the line is at least half of it. With less, the plugin would be
  // late because of those before it.
  private Duration turn(Duration patience) {
    Duration half = patience.dividedBy(2);
    return places.turn().compareTo(half) < 0 ? places.turn() : half;
  }

  /**
   * All steps of a chain that a plugin began, also those after its waits, each run by the runner.
   * What the runner itself waits for is no step of the plugin.
   */
  static <T> Awaited<T> steps(Awaited<T> chain, Deadline deadline, StepRunner<T> runner) {
    return chain.fold(
        Awaited::of,
        pending ->
            Awaited.ended(pending.ended(), deadline)
                .thenAwait(unused -> runner.run(pending::resume))
                .thenAwait(next -> steps(next, deadline, runner)));
  }

  /** Runs a step of a plugin. */
  @FunctionalInterface
  interface StepRunner<T> {

    /** The chain as the step leaves it. */
    Awaited<Awaited<T>> run(Supplier<Awaited<T>> step);
  }

  /**
   * Runs code of a service that a cloud has in place of its own, at most for the limit. A fault is
   * logged.
   *
   * @param place the method, for the message of a failure
   * @throws RefusedException with {@code OVERLOADED} if no thread is left, if the code is late, or
   *     if the plugin was late too often for this cloud
   */
  <T> T serve(String place, String cloud, Duration limit, Supplier<T> code) {
    try {
      T result =
          admission
              .admitted(
                  new PluginAdmission.User("cloud", cloud, " for this cloud"),
                  () -> Awaited.of(faults.call(place, patience(limit), requests, code)))
              .join();
      admission.circuits().worked(cloud);
      return result;
    } catch (PluginFailedException e) {
      log.failed(place + " for the cloud " + cloud, e);
      throw e;
    }
  }

  // A step that runs because the time of the request is over needs a moment to report it.
  private static Duration patience(Duration left) {
    if (left.compareTo(SHORT) < 0) {
      return SHORT;
    }
    return left.compareTo(REQUEST) < 0 ? left : REQUEST;
  }

  /** A request to the mount came to its end: earlier ones that were late do not count any more. */
  void ended(Mount mount) {
    admission.circuits().worked(mount.uuid());
  }

  /**
   * Runs code that a request to the mount waits for, after which it asks the plugin no more. The
   * thread waits with it.
   */
  <T> T handleAll(String place, Mount mount, Supplier<T> code) {
    T result = handle(place, mount, PluginCaller.KNOWN, REQUEST, code).join();
    ended(mount);
    return result;
  }

  /**
   * Runs code that takes no time and that a request waits for before its handler.
   *
   * @throws RefusedException with {@code OVERLOADED} if no thread is left, if the code is late, or
   *     if it was late too often
   */
  <T> T answer(String place, Supplier<T> code) {
    T result =
        admission
            .admitted(
                new PluginAdmission.User("place", place, ""),
                () -> Awaited.of(faults.call(place, ANSWER, answers, code)))
            .join();
    admission.circuits().worked(place);
    return result;
  }

  /** Whether it guards this plugin; asks no factory whether it equals another. */
  @SuppressWarnings("ReferenceEquality")
  boolean isOf(LoadedPlugin<?> other) {
    return plugin == other;
  }

  /** Runs code of a kind that serves no mounts, at most for that time. */
  <T> T within(String place, Duration patience, Supplier<T> code) {
    return faults.call(place, patience, requests, code);
  }

  /** Runs what the server itself asks of the plugin. */
  PluginUpkeep upkeep() {
    return upkeep;
  }

  /** Turns what code of the plugin throws into what the server bears. */
  FaultContainment faults() {
    return faults;
  }

  /**
   * The action, which runs in the background of the plugin, logs a failure and throws nothing. The
   * thread that settles or sends an answer must not wait for a plugin.
   */
  Runnable later(String place, Runnable code) {
    return () -> {
      try {
        background.execute(faults.logging(place, code));
      } catch (RejectedExecutionException e) {
        counts.refusedBusy.increment();
        log.dropped(place, e);
      }
    };
  }

  /** An executor whose tasks log their failures. */
  Executor background() {
    return task -> background.execute(faults.logging("a background task", task));
  }

  /** A registry whose sources measure nothing when they fail. */
  Metrics metrics(Metrics registry) {
    return new GuardedMetrics(registry, upkeep::measure);
  }

  /** What an operator can see of this guard. */
  List<Measurement> figures() {
    Map<String, String> labels = Map.of("kind", plugin.kind().shortName(), "type", type());
    return GuardFigures.of(
        labels,
        counts,
        Map.of("known", requests, "strangers", strangers),
        requests.stuck() + strangers.stuck() + answers.stuck() + upkeep.stuck(),
        background,
        admission.circuits());
  }

  /** The plugin with the name of its jar. */
  @Override
  public String toString() {
    return plugin.toString();
  }

  @Override
  public void close() {
    requests.close();
    strangers.close();
    answers.close();
    upkeep.close();
    background.close();
  }
}
