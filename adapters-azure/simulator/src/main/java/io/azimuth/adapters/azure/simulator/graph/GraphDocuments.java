package io.azimuth.adapters.azure.simulator.graph;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azimuth.adapters.azure.simulator.state.AppCertificate;
import io.azimuth.adapters.azure.simulator.state.AppPassword;
import io.azimuth.adapters.azure.simulator.state.ListedPassword;
import io.azimuth.adapters.azure.simulator.state.LiveApplication;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes what Graph shows of applications. */
public final class GraphDocuments {

  private static final String CONTEXT = "@odata.context";

  private final URI base;

  public GraphDocuments(URI base) {
    this.base = base;
  }

  /** The absolute address of a path. */
  String address(String path) {
    return base + path;
  }

  /** An empty document whose context ends like that. */
  ObjectNode under(String context) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    return document.put(CONTEXT, base + "v1.0/$metadata#" + context);
  }

  /**
   * A list of applications.
   *
   * @param select the members that were asked for, by commas; empty = all
   */
  ObjectNode list(List<LiveApplication> apps, Optional<String> select) {
    ObjectNode document = under("applications" + select.map(it -> "(" + it + ")").orElse(""));
    ArrayNode value = document.putArray("value");
    apps.forEach(it -> value.add(members(it, select)));
    return document;
  }

  ObjectNode one(LiveApplication app, Optional<String> select) {
    ObjectNode document = under("applications/$entity");
    return document.setAll(members(app, select));
  }

  /** The answer to addPassword, the only one with the text. */
  ObjectNode added(AppPassword password) {
    ObjectNode document = under("microsoft.graph.passwordCredential");
    document.setAll(password(password.listed()));
    return document.put("secretText", password.text().expose());
  }

  /** The answer to addKey. */
  ObjectNode added(AppCertificate certificate) {
    ObjectNode document = under("microsoft.graph.keyCredential");
    return document.setAll(key(certificate.listed()));
  }

  private static ObjectNode key(ListedPassword certificate) {
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    members.put("customKeyIdentifier", certificate.hint().toUpperCase(Locale.ROOT));
    members.put("displayName", certificate.displayName().orElse(null));
    members.put("endDateTime", GraphTime.plain(certificate.ends()));
    members.putNull("key");
    members.put("keyId", certificate.keyId());
    members.put("startDateTime", GraphTime.plain(certificate.starts()));
    members.put("type", "AsymmetricX509Cert");
    return members.put("usage", "Verify");
  }

  private static ObjectNode members(LiveApplication app, Optional<String> select) {
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    members.put("id", app.objectId());
    members.put("appId", app.clientId());
    members.put("displayName", app.name());
    members.put("signInAudience", "AzureADMyOrg");
    ArrayNode keys = members.putArray("keyCredentials");
    app.certificates().forEach(it -> keys.add(key(it.listed())));
    ArrayNode passwords = members.putArray("passwordCredentials");
    app.passwords().forEach(it -> passwords.add(password(it.listed())));
    select.ifPresent(it -> members.retain(Stream.of(it.split(",", -1)).map(String::trim).toList()));
    return members;
  }

  private static ObjectNode password(ListedPassword password) {
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    members.putNull("customKeyIdentifier");
    members.put("displayName", password.displayName().orElse(null));
    members.put("endDateTime", GraphTime.plain(password.ends()));
    members.put("hint", password.hint());
    members.put("keyId", password.keyId());
    members.putNull("secretText");
    members.put("startDateTime", GraphTime.precise(password.starts()));
    return members;
  }
}
