package io.azimuth.adapters.azure.call;

import com.azure.core.http.HttpRequest;
import io.azimuth.domain.azure.id.ResourceId;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The right that a refused read of Resource Manager takes: the action and where it is needed. Read
 * from what was asked, since Azure's own text names ids of the server, too.
 */
final class MissingRight {

  private static final Pattern PROVIDER = Pattern.compile("(/subscriptions/[^/]+)/providers/[^/]+");

  private MissingRight() {}

  /** The right; empty when the request was for nothing that a right is known of. */
  static String toSend(HttpRequest request) {
    String path = path(request);
    Matcher provider = PROVIDER.matcher(path);
    if (provider.matches()) {
      return "Microsoft.Resources/subscriptions/providers/read on " + provider.group(1);
    }
    return ResourceId.parse(path).map(id -> id.type().value() + "/read on " + id.text()).orElse("");
  }

  // The SDK puts two slashes before an id.
  private static String path(HttpRequest request) {
    String path = URI.create(request.getUrl().toString()).getPath();
    return path.startsWith("//") ? path.substring(1) : path;
  }
}
