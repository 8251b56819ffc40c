package io.azimuth.adapters.azure.simulator.arm;

import io.azimuth.domain.text.AsciiCase;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a request to Resource Manager asks for. Words of the path are taken without regard to case,
 * as Azure does.
 *
 * @param segments the whole path
 */
record ResourcePath(Kind kind, List<String> segments) {

  private static final int FIRST_TYPE = 6;

  /** What can be asked for. */
  enum Kind {
    /** One resource. */
    RESOURCE,
    /** All of one type in a group. */
    LIST,
    /** What a namespace offers. */
    PROVIDER,
    /** The subscriptions that the caller may see. */
    SUBSCRIPTIONS,
    /** What the caller may do at a subscription, a group or a resource. */
    PERMISSIONS,
    /** Anything else. */
    OTHER
  }

  ResourcePath {
    segments = List.copyOf(segments);
  }

  static ResourcePath of(List<String> segments) {
    return new ResourcePath(kindOf(segments), segments);
  }

  private static Kind kindOf(List<String> segments) {
    int size = segments.size();
    // A slash that was percent-encoded would make one name pass for two.
    if (segments.stream().anyMatch(it -> it.contains("/"))
        || !segmentIs(segments, 0, "subscriptions")) {
      return Kind.OTHER;
    }
    if (size == 1) {
      return Kind.SUBSCRIPTIONS;
    }
    if (segmentIs(segments, size - 3, "providers")
        && segmentIs(segments, size - 2, "Microsoft.Authorization")
        && segmentIs(segments, size - 1, "permissions")) {
      return Kind.PERMISSIONS;
    }
    if (size == 4 && segmentIs(segments, 2, "providers")) {
      return Kind.PROVIDER;
    }
    boolean inGroup =
        segmentIs(segments, 2, "resourceGroups") && segmentIs(segments, 4, "providers");
    if (!inGroup || size <= FIRST_TYPE) {
      return Kind.OTHER;
    }
    return size % 2 == 0 ? Kind.RESOURCE : Kind.LIST;
  }

  private static boolean segmentIs(List<String> segments, int index, String word) {
    return index >= 0 && segments.size() > index && AsciiCase.equal(segments.get(index), word);
  }

  String subscriptionId() {
    return segments.size() > 1 ? segments.get(1) : "";
  }

  /** The resource group; empty outside of groups. */
  Optional<String> group() {
    boolean inGroup =
        switch (kind) {
          case RESOURCE, LIST -> true;
          case PERMISSIONS -> segmentIs(segments, 2, "resourceGroups");
          case PROVIDER, SUBSCRIPTIONS, OTHER -> false;
        };
    return inGroup ? Optional.of(segments.get(3)) : Optional.empty();
  }

  /** The namespace of the provider, such as {@code Microsoft.Compute}. */
  String namespace() {
    return switch (kind) {
      case RESOURCE, LIST -> segments.get(FIRST_TYPE - 1);
      case PROVIDER -> segments.get(3);
      case SUBSCRIPTIONS, PERMISSIONS, OTHER -> "";
    };
  }

  /** The type below the namespace, such as {@code sites/slots}; empty when there is none. */
  String type() {
    return IntStream.range(FIRST_TYPE, segments.size())
        .filter(it -> it % 2 == 0)
        .mapToObj(segments::get)
        .collect(Collectors.joining("/"));
  }

  String name() {
    return segments.get(segments.size() - 1);
  }

  /** The path with A to Z folded. */
  String key() {
    return AsciiCase.fold(text());
  }

  String text() {
    return "/" + String.join("/", segments);
  }
}
