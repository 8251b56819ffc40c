package io.azimuth.adapters.azure.simulator.token;

import io.azimuth.adapters.azure.simulator.fleet.IdentitySelector;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A token to be minted, honest or not.
 *
 * @param resource what it is for, as a request to the metadata service names it
 * @param defect what is to be wrong with it
 * @param claims claims to set; an empty value removes the claim
 * @param header header members to set; an empty value removes the member
 */
public record TokenRequest(
    Subject subject,
    String resource,
    TokenDefect defect,
    Map<String, Optional<Object>> claims,
    Map<String, Optional<Object>> header) {

  /**
   * Who a token is for.
   *
   * @param kind what {@code name} names
   * @param name the name in the fleet
   * @param selector which identity of a machine
   * @param person the name of the person for whom an agent acts; empty for all others
   */
  public record Subject(Kind kind, String name, IdentitySelector selector, String person) {

    public Subject(Kind kind, String name, IdentitySelector selector) {
      this(kind, name, selector, "");
    }

    /** What can get a token. */
    public enum Kind {
      /** A machine's managed identity. */
      MACHINE,
      /** An app registration. */
      APPLICATION,
      /** A person. */
      USER,
      /** An agent identity, for itself. */
      AGENT,
      /** An agent identity with its own user account. */
      AGENT_ACCOUNT,
      /** An agent identity, for a person. */
      AGENT_ON_BEHALF
    }

    public Subject {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(selector, "selector");
      Objects.requireNonNull(person, "person");
    }
  }

  public TokenRequest {
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(defect, "defect");
    claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    header = Collections.unmodifiableMap(new LinkedHashMap<>(header));
  }

  /** An honest token of the machine's default identity. */
  public static TokenRequest forMachine(String machine, String resource) {
    return of(Subject.Kind.MACHINE, machine, IdentitySelector.none(), resource);
  }

  /** An honest token of one of the machine's identities. */
  public static TokenRequest forMachine(String machine, IdentitySelector which, String resource) {
    return of(Subject.Kind.MACHINE, machine, which, resource);
  }

  /** An honest token of an app registration. */
  public static TokenRequest forApplication(String application, String resource) {
    return of(Subject.Kind.APPLICATION, application, IdentitySelector.none(), resource);
  }

  /** A delegated token of a person. */
  public static TokenRequest forUser(String user, String resource) {
    return of(Subject.Kind.USER, user, IdentitySelector.none(), resource);
  }

  /** An honest token of an agent identity, for itself. */
  public static TokenRequest forAgent(String agent, String resource) {
    return of(Subject.Kind.AGENT, agent, IdentitySelector.none(), resource);
  }

  /** An honest token of an agent identity with its own user account. */
  public static TokenRequest forAgentAccount(String agent, String resource) {
    return of(Subject.Kind.AGENT_ACCOUNT, agent, IdentitySelector.none(), resource);
  }

  /** An honest token of an agent identity that acts for a person. */
  public static TokenRequest forAgentOnBehalf(String agent, String person, String resource) {
    Subject subject =
        new Subject(Subject.Kind.AGENT_ON_BEHALF, agent, IdentitySelector.none(), person);
    return new TokenRequest(subject, resource, TokenDefect.NONE, Map.of(), Map.of());
  }

  public TokenRequest with(TokenDefect other) {
    return new TokenRequest(subject, resource, other, claims, header);
  }

  /** The same with a claim set: text, number, boolean, list or map. */
  public TokenRequest withClaim(String name, Object value) {
    return new TokenRequest(
        subject, resource, defect, plus(claims, name, Optional.of(value)), header);
  }

  /** The same without a claim. */
  public TokenRequest withoutClaim(String name) {
    return new TokenRequest(
        subject, resource, defect, plus(claims, name, Optional.empty()), header);
  }

  /** The same bound to a certificate. */
  public TokenRequest boundTo(X509Certificate certificate) {
    return withClaim(
        CertificateConfirmation.CLAIM, CertificateConfirmation.to(certificate).confirmation());
  }

  /** The same with a header member set. */
  public TokenRequest withHeader(String name, Object value) {
    return new TokenRequest(
        subject, resource, defect, claims, plus(header, name, Optional.of(value)));
  }

  private static TokenRequest of(
      Subject.Kind kind, String name, IdentitySelector selector, String resource) {
    Subject subject = new Subject(kind, name, selector);
    return new TokenRequest(subject, resource, TokenDefect.NONE, Map.of(), Map.of());
  }

  private static Map<String, Optional<Object>> plus(
      Map<String, Optional<Object>> members, String name, Optional<Object> value) {
    Map<String, Optional<Object>> more = new LinkedHashMap<>(members);
    more.put(name, value);
    return more;
  }
}
