package io.azimuth.bootstrap.auditlog;

import io.azimuth.bootstrap.client.ApiReply;
import io.azimuth.bootstrap.client.ClientJson;
import io.azimuth.domain.text.AsciiCase;
import io.azimuth.spi.api.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One record of an audit log.
 *
 * @param content the fields; docs/operate/audit.md lists them
 * @param line the record as it is in the file
 */
public record AuditEntry(Value.Obj content, String line, Instant time) {

  private static final int GUID_LENGTH = 36;
  private static final Pattern GUID_AT_END =
      Pattern.compile("-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$");
  private static final String PROVIDERS = "/providers/";
  private static final List<String> MACHINE_KEYS = List.of("vm_name", "vmss_name", "resource_id");

  /** The record of the line; empty when the line is no audit record. */
  public static Optional<AuditEntry> parse(String line) {
    return ClientJson.parse(line)
        .filter(Value.Obj.class::isInstance)
        .map(Value.Obj.class::cast)
        .filter(content -> ApiReply.object(content, "request").isPresent())
        .flatMap(content -> timeOf(content).map(time -> new AuditEntry(content, line, time)));
  }

  private static Optional<Instant> timeOf(Value.Obj content) {
    try {
      return ApiReply.text(content, "time").map(InstantText::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Whether it is the record of an answer; otherwise it is that of a request. */
  public boolean isAnswer() {
    return ApiReply.text(content, "type").filter("response"::equals).isPresent();
  }

  /** How the request ended. */
  public EntryResult result() {
    if (!isAnswer()) {
      return EntryResult.ASKED;
    }
    return switch (note("decision")) {
      case "granted" -> EntryResult.GRANTED;
      case "refused" -> EntryResult.REFUSED;
      case "undecided" -> EntryResult.UNDECIDED;
      default -> error().isEmpty() ? EntryResult.GRANTED : EntryResult.REFUSED;
    };
  }

  public String operation() {
    return text(request(), "operation");
  }

  public String path() {
    return text(request(), "path");
  }

  /** The path of the mount that was asked, with a slash at its end. */
  public String mount() {
    return text(request(), "mount_point");
  }

  /** The address from which the request came. */
  public String client() {
    return text(request(), "remote_address");
  }

  public String requestId() {
    return text(request(), "id");
  }

  /** The sentences of a refusal. */
  public String error() {
    return text(content, "error");
  }

  /** The codes of the reasons of a refused login. */
  public List<String> reasons() {
    return ApiReply.texts(part("azimuth").get("reasons"));
  }

  /** The role of the login, or the one through which the caller logged in. */
  public String role() {
    String asked = note("role");
    return asked.isEmpty() ? text(metadata(), "role") : asked;
  }

  /** Who logs in or asks: the principal that was proved, or else the display name. */
  public String principal() {
    String proved = note("principal");
    return proved.isEmpty() ? text(auth(), "display_name") : proved;
  }

  /** The machine: its name, or else the last name of its resource id. */
  public String machine() {
    return Stream.of("vm_name", "vmss_name")
        .map(key -> text(metadata(), key))
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElseGet(() -> resource().substring(resource().lastIndexOf('/') + 1));
  }

  private String resource() {
    String asked = note("resource");
    return asked.isEmpty() ? text(metadata(), "resource_id") : asked;
  }

  /** Whether a resource of this name or id logs in, or asks with the token of its login. */
  boolean concernsMachine(String nameOrId) {
    String wanted = AsciiCase.fold(nameOrId);
    return Stream.concat(
            Stream.of(note("resource")), MACHINE_KEYS.stream().map(key -> text(metadata(), key)))
        .filter(known -> !known.isEmpty())
        .map(AsciiCase::fold)
        .anyMatch(known -> known.equals(wanted) || namesOf(known).contains(wanted));
  }

  // …/providers/NAMESPACE/TYPE/NAME/TYPE/NAME
  private static List<String> namesOf(String resourceId) {
    List<String> names = new ArrayList<>();
    int at = resourceId.lastIndexOf(PROVIDERS);
    if (at >= 0) {
      String[] parts = resourceId.substring(at + PROVIDERS.length()).split("/", -1);
      for (int i = 2; i < parts.length; i += 2) {
        names.add(parts[i]);
      }
    }
    return names;
  }

  /** Whether this principal, application, entity, alias or display name logs in or asks. */
  boolean concernsPrincipal(String id) {
    String wanted = AsciiCase.fold(id);
    return Stream.concat(
            Stream.of(note("principal"), text(metadata(), "app_id"), text(auth(), "entity_id")),
            namesOfCaller())
        .filter(known -> !known.isEmpty())
        .anyMatch(known -> AsciiCase.equal(known, wanted));
  }

  /**
   * The display name, and what may be the alias in it: it follows the name of a mount, which can
   * have dashes of its own. That of a login is known; an id at the end is one behind any mount.
   */
  private Stream<String> namesOfCaller() {
    String name = AsciiCase.fold(text(auth(), "display_name"));
    String login = mount().replaceFirst("^auth/", "").replace('/', '-');
    return Stream.of(
        name,
        name.substring(name.indexOf('-') + 1),
        name.startsWith(AsciiCase.fold(login)) ? name.substring(login.length()) : "",
        GUID_AT_END.matcher(name).find() ? name.substring(name.length() - GUID_LENGTH) : "");
  }

  /** Whether the token with this accessor asks, or is issued; as the log spells it. */
  boolean hasAccessor(String accessor) {
    return Stream.of(
            text(auth(), "accessor"),
            text(request(), "client_token_accessor"),
            text(issued(), "accessor"))
        .anyMatch(accessor::equals);
  }

  /** Whether the token with this hash asks, or is issued. */
  boolean hasToken(String hash) {
    return Stream.of(
            text(auth(), "client_token"),
            text(request(), "client_token"),
            text(issued(), "client_token"))
        .anyMatch(hash::equals);
  }

  private Value.Obj request() {
    return part("request");
  }

  private Value.Obj auth() {
    return ApiReply.object(content, "auth").orElseGet(this::issued);
  }

  private Value.Obj issued() {
    return ApiReply.object(part("response"), "auth").orElse(Value.Obj.EMPTY);
  }

  private Value.Obj metadata() {
    return ApiReply.object(auth(), "metadata").orElse(Value.Obj.EMPTY);
  }

  private Value.Obj part(String name) {
    return ApiReply.object(content, name).orElse(Value.Obj.EMPTY);
  }

  private String note(String name) {
    return text(part("azimuth"), name);
  }

  private static String text(Value.Obj object, String name) {
    return ApiReply.text(object, name).orElse("");
  }
}
