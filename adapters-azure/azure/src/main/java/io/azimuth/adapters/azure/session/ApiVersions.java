package io.azimuth.adapters.azure.session;

import com.azure.resourcemanager.resources.fluent.models.ProviderInner;
import com.azure.resourcemanager.resources.models.ProviderResourceType;
import io.azimuth.adapters.azure.call.DirectoryFailures;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.ResourceType;
import io.azimuth.domain.azure.id.SubscriptionId;
import io.azimuth.domain.text.AsciiCase;
import io.azimuth.spi.remote.LruCache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * In which version of its API a resource is asked for. Those that logins ask for have one that we
 * know; that of any other is asked of its provider, and remembered. Where the server may not read
 * the provider, the types that run workloads have one.
 */
final class ApiVersions {

  /** What the peer asks with when a provider does not list the type. */
  static final String DEFAULT = "2022-03-01";

  private static final Map<ResourceType, String> KNOWN =
      Map.of(
          ResourceType.VIRTUAL_MACHINE, "2025-04-01",
          ResourceType.SCALE_SET, "2025-04-01",
          ResourceType.SCALE_SET_INSTANCE, "2025-04-01",
          ResourceType.USER_ASSIGNED_IDENTITY, "2024-11-30");

  /**
   * For a server that may read a resource but not its provider, as one whose role is assigned at a
   * resource group: versions in which these types can be read.
   */
  static final Map<ResourceType, String> WITHOUT_PROVIDER =
      Map.of(
          new ResourceType("Microsoft.App/containerApps"), "2024-03-01",
          new ResourceType("Microsoft.App/jobs"), "2024-03-01",
          new ResourceType("Microsoft.Automation/automationAccounts"), "2023-11-01",
          new ResourceType("Microsoft.ContainerInstance/containerGroups"), "2023-05-01",
          new ResourceType("Microsoft.ContainerService/managedClusters"), "2024-09-01",
          new ResourceType("Microsoft.DataFactory/factories"), "2018-06-01",
          new ResourceType("Microsoft.HybridCompute/machines"), "2024-07-10",
          new ResourceType("Microsoft.Logic/workflows"), "2019-05-01",
          new ResourceType("Microsoft.Web/sites"), "2024-04-01",
          new ResourceType("Microsoft.Web/sites/slots"), "2024-04-01");

  private static final int FORBIDDEN = 403;

  static final int MAX_TYPES = 128;
  private static final Duration REMEMBERED = Duration.ofHours(6);
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern PREVIEW = Pattern.compile("\\d{4}-\\d{2}-\\d{2}-[A-Za-z.]{1,32}");

  private record Key(SubscriptionId subscription, ResourceType type) {}

  private record Told(String version, Instant until) {}

  private final LruCache<Key, AtomicReference<@Nullable Told>> types = new LruCache<>(MAX_TYPES);
  private final BiFunction<SubscriptionId, String, Mono<ProviderInner>> providers;
  private final Clock clock;

  /** Asks the provider of a subscription by its namespace. */
  ApiVersions(BiFunction<SubscriptionId, String, Mono<ProviderInner>> providers, Clock clock) {
    this.providers = providers;
    this.clock = clock;
  }

  Mono<String> of(ResourceId id) {
    String fixed = KNOWN.get(id.type());
    if (fixed != null) {
      return Mono.just(fixed);
    }
    AtomicReference<@Nullable Told> slot = slot(id);
    Optional<Told> announced =
        Optional.ofNullable(slot.get()).filter(k -> clock.instant().isBefore(k.until()));
    if (announced.isPresent()) {
      return Mono.just(announced.get().version());
    }
    return providers
        .apply(id.subscription(), namespace(id.type()))
        .map(provider -> newest(provider, id.type()))
        .onErrorResume(
            thrown -> DirectoryFailures.isAnswer(thrown, FORBIDDEN),
            forbidden ->
                Optional.ofNullable(WITHOUT_PROVIDER.get(id.type()))
                    .map(Mono::just)
                    .orElseGet(() -> Mono.error(forbidden)))
        .doOnNext(version -> slot.set(new Told(version, clock.instant().plus(REMEMBERED))));
  }

  /** The version for lists of machines of that type, which is one that we know. */
  static String ofMachines(ResourceType type) {
    return KNOWN.getOrDefault(type, DEFAULT);
  }

  /** The version was refused: ask the provider again. */
  void forget(ResourceId id) {
    if (!KNOWN.containsKey(id.type())) {
      slot(id).set(null);
    }
  }

  private AtomicReference<@Nullable Told> slot(ResourceId id) {
    return types.get(new Key(id.subscription(), id.type()), key -> new AtomicReference<>());
  }

  static String newest(ProviderInner provider, ResourceType type) {
    List<String> versions =
        orNone(provider.resourceTypes()).stream()
            .filter(listed -> isType(listed, type))
            .flatMap(listed -> orNone(listed.apiVersions()).stream())
            .filter(version -> version != null)
            .toList();
    // A type that is in preview only is better asked for in that than not at all.
    return newest(versions, DATE).or(() -> newest(versions, PREVIEW)).orElse(DEFAULT);
  }

  private static Optional<String> newest(List<String> versions, Pattern shape) {
    return versions.stream()
        .filter(version -> shape.matcher(version).matches())
        .max(Comparator.naturalOrder());
  }

  private static boolean isType(ProviderResourceType listed, ResourceType type) {
    String below = type.value().substring(namespace(type).length() + 1);
    return listed != null
        && listed.resourceType() != null
        && AsciiCase.equal(listed.resourceType(), below);
  }

  private static String namespace(ResourceType type) {
    return type.value().substring(0, type.value().indexOf('/'));
  }

  private static <T> List<T> orNone(List<T> list) {
    return list == null ? List.of() : list;
  }
}
