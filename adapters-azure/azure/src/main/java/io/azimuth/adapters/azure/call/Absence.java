package io.azimuth.adapters.azure.call;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.management.exception.ManagementException;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.text.AsciiCase;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.Set;

/**
 * Whether an answer says that a resource does not exist. Others answer 404, too: a proxy on the
 * way, a provider that is not registered, or one that does not know the type or the version.
 */
public final class Absence {

  private static final int NOT_FOUND = 404;

  private static final Set<String> CODES =
      Set.of(
          "ResourceNotFound",
          "ResourceGroupNotFound",
          "SubscriptionNotFound",
          "ParentResourceNotFound");

  private Absence() {}

  /** Whether Resource Manager answered the question for this very resource so. */
  public static boolean isSaidOf(ResourceId id, Throwable thrown) {
    return DirectoryFailures.answer(thrown)
        .filter(answer -> answer.getResponse().getStatusCode() == NOT_FOUND)
        .filter(Absence::hasCode)
        .filter(answer -> isAbout(id, answer.getResponse().getRequest().getUrl()))
        .isPresent();
  }

  private static boolean hasCode(HttpResponseException answer) {
    return answer instanceof ManagementException said
        && said.getValue() != null
        && said.getValue().getCode() != null
        && CODES.contains(said.getValue().getCode());
  }

  private static boolean isAbout(ResourceId id, URL asked) {
    try {
      URI address = asked.toURI();
      return address.getPath() != null && AsciiCase.equal(address.getPath(), id.text());
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
