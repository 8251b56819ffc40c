package io.azimuth.adapters.azure.call;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.management.exception.ManagementException;
import io.azimuth.domain.azure.fleet.MachineGroup;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.text.AsciiCase;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an answer means that a resource does not exist. Others answer 404, too: a proxy on the
 * way, a provider that is not registered, or one that does not know the type or the version.
 */
public final class ResourceAbsence {

  private static final int NOT_FOUND = 404;

  private static final Set<String> CODES =
      Set.of(
          "ResourceNotFound",
          "ResourceGroupNotFound",
          "SubscriptionNotFound",
          "ParentResourceNotFound");

  /** There is nothing of that type, as the resource or its provider is asked for. */
  private static final Set<String> CODES_OF_TYPES =
      Set.of("SubscriptionNotFound", "InvalidResourceNamespace", "InvalidResourceType");

  private ResourceAbsence() {}

  /** Whether Resource Manager answered the question for this very resource so. */
  public static boolean isSaidOf(ResourceId id, Throwable thrown) {
    return isSaid(CODES, id.text(), thrown);
  }

  /** Whether Resource Manager answered the question for the machines of that group so. */
  public static boolean isSaidOf(MachineGroup group, Throwable thrown) {
    return isSaid(CODES, group.path(), thrown);
  }

  /**
   * Whether Resource Manager answered that the subscription has no such type of resources. That is
   * enough to refuse who names one, and too little to end what a resource was given: a provider
   * that is not registered any more looks the same.
   */
  public static boolean isSaidOfTypeOf(ResourceId id, Throwable thrown) {
    return isSaid(CODES_OF_TYPES, id.text(), thrown)
        || isSaid(CODES_OF_TYPES, provider(id), thrown);
  }

  /** Whether the answer has the form of an error of Resource Manager; pages for people do not. */
  static boolean isInItsForm(HttpResponseException answer) {
    return code(answer).isPresent();
  }

  private static boolean isSaid(Set<String> codes, String path, Throwable thrown) {
    return DirectoryFailures.answer(thrown)
        .filter(answer -> answer.getResponse().getStatusCode() == NOT_FOUND)
        .filter(answer -> code(answer).filter(codes::contains).isPresent())
        .filter(answer -> isAbout(path, answer.getResponse().getRequest().getUrl()))
        .isPresent();
  }

  private static Optional<String> code(HttpResponseException answer) {
    return answer instanceof ManagementException said && said.getValue() != null
        ? Optional.ofNullable(said.getValue().getCode()).filter(code -> !code.isEmpty())
        : Optional.empty();
  }

  private static String provider(ResourceId id) {
    String type = id.type().value();
    return "/subscriptions/%s/providers/%s"
        .formatted(id.subscription(), type.substring(0, type.indexOf('/')));
  }

  private static boolean isAbout(String path, URL asked) {
    try {
      URI address = asked.toURI();
      return address.getPath() != null && AsciiCase.equal(address.getPath(), path);
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
