package io.azimuth.spi.remote;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.network.ClientNetwork;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Limits the calls that are under way to each other system. One that gives no answer must not use
 * up the calls to all others. Calls that strangers can cause may have a second limit, for each
 * client: one of them must not use up the calls of all others. Calls to different systems do not
 * count together, and nothing is kept of calls that ended. Safe for use by many threads; never
 * blocks.
 */
public final class CallLimit {

  /** The most calls at a time to one system. */
  public static final int MOST = 32;

  /** The most calls at a time to one system that one client causes. */
  public static final int MOST_OF_CLIENT = 8;

  private record OfClient(String system, ClientNetwork client) {}

  private final ErrorCode unavailable;
  private final Map<String, Integer> ofAll = new HashMap<>();
  private final Map<OfClient, Integer> ofClients = new HashMap<>();

  /**
   * No call is under way.
   *
   * @param unavailable the fault when too many are
   */
  public CallLimit(ErrorCode unavailable) {
    this.unavailable = unavailable;
  }

  /**
   * Begins a call, unless too many are under way. It counts until its answer has come or it has
   * failed, so it must end by itself.
   *
   * @param system what is called, such as the origin of its address
   * @param call begins it, and does not block
   * @return the answer of the call
   * @throws ServiceException when too many calls are under way; then this one was not begun
   */
  public <T> CompletableFuture<T> begin(String system, Supplier<CompletableFuture<T>> call) {
    return begin(system, Optional.empty(), call);
  }

  /**
   * Begins a call that a client causes, unless too many are under way, or too many of this client.
   *
   * @param system what is called, such as the origin of its address
   * @param client where the client is; all addresses of an IPv6 network of 64 bits are one client
   * @param call begins it, and does not block
   * @return the answer of the call
   * @throws ServiceException when too many calls are under way; then this one was not begun
   */
  public <T> CompletableFuture<T> begin(
      String system, InetAddress client, Supplier<CompletableFuture<T>> call) {
    return begin(system, Optional.of(new OfClient(system, ClientNetwork.of(client))), call);
  }

  private <T> CompletableFuture<T> begin(
      String system, Optional<OfClient> client, Supplier<CompletableFuture<T>> call) {
    enter(system, client);
    CompletableFuture<T> answer;
    try {
      answer = call.get();
    } catch (RuntimeException | Error e) {
      leave(system, client);
      throw e;
    }
    return answer.whenComplete((value, thrown) -> leave(system, client));
  }

  private synchronized void enter(String system, Optional<OfClient> client) {
    if (ofAll.getOrDefault(system, 0) >= MOST) {
      throw new ServiceException(unavailable, "too many calls to " + system + " are under way");
    }
    if (client.filter(it -> ofClients.getOrDefault(it, 0) >= MOST_OF_CLIENT).isPresent()) {
      throw new ServiceException(
          unavailable, "too many calls of one client to " + system + " are under way");
    }
    ofAll.merge(system, 1, Integer::sum);
    client.ifPresent(it -> ofClients.merge(it, 1, Integer::sum));
  }

  private synchronized void leave(String system, Optional<OfClient> client) {
    ofAll.computeIfPresent(system, (key, calls) -> calls == 1 ? null : calls - 1);
    client.ifPresent(
        it -> ofClients.computeIfPresent(it, (key, calls) -> calls == 1 ? null : calls - 1));
  }

  /** How many counts there are. */
  synchronized int counts() {
    return ofAll.size() + ofClients.size();
  }
}
