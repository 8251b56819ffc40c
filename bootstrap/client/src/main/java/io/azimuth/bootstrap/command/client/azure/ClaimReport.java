package io.azimuth.bootstrap.command.client.azure;

import io.azimuth.bootstrap.client.output.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows the claims of a token, beside the clocks of this machine and of the server. */
final class ClaimReport {

  /** The seconds of a request, and the server's time has no smaller unit. */
  private static final Duration UNNOTICED = Duration.ofSeconds(5);

  private final UnverifiedClaims claims;
  private final Instant clientTime;
  private final Optional<Instant> server;

  /**
   * Creates a report.
   *
   * @param clientTime the time of this machine
   * @param server the time of the server, if it is known
   */
  ClaimReport(UnverifiedClaims claims, Instant clientTime, Optional<Instant> server) {
    this.claims = claims;
    this.clientTime = clientTime;
    this.server = server;
  }

  List<String> lines() {
    Table table = Table.headed("Claim", "Meaning", "Value");
    row(table, "the issuer", "iss");
    row(table, "the tenant", "tid");
    row(table, "the audience: the mount's resource", "aud");
    row(table, "the principal (object id)", "oid");
    row(table, "the application (client id)", "appid", "azp");
    row(table, "app: an application, user: a person", "idtyp");
    row(table, "the identity of a resource", "xms_mirid");
    row(table, "the resource", "xms_az_rid");
    row(table, "the format of the token", "ver");
    time(table, "issued", "iat");
    time(table, "valid from", "nbf");
    time(table, "expires", "exp");
    claims.header("alg").ifPresent(name -> table.row("alg", "signed with", name));
    claims.header("kid").ifPresent(name -> table.row("kid", "the key", name));
    List<String> lines = new ArrayList<>();
    lines.add("What the token says. It was read on this machine and is not verified:");
    lines.add("");
    lines.addAll(table.lines());
    clocks().ifPresent(lines::add);
    return lines;
  }

  private void row(Table table, String meaning, String... names) {
    for (String name : names) {
      claims.text(name).ifPresent(text -> table.row(name, meaning, text));
    }
  }

  private void time(Table table, String meaning, String name) {
    claims.time(name).ifPresent(time -> table.row(name, meaning, time + ", " + relative(time)));
  }

  private String relative(Instant time) {
    String byClient = relative(clientTime, time);
    String byServer = server.map(now -> relative(now, time)).orElse(byClient);
    return byClient.equals(byServer)
        ? byClient
        : byClient + " by this machine's clock, " + byServer + " by the server's";
  }

  private static String relative(Instant now, Instant time) {
    Duration distance = Duration.between(now, time);
    String amount = amount(distance.abs());
    return distance.isNegative() ? amount + " ago" : "in " + amount;
  }

  private static String amount(Duration duration) {
    if (duration.toDays() > 1) {
      return duration.toDays() + " days";
    }
    if (duration.toHours() > 1) {
      return duration.toHours() + " h";
    }
    return duration.toMinutes() > 1 ? duration.toMinutes() + " min" : duration.toSeconds() + " s";
  }

  private Optional<String> clocks() {
    return server
        .map(now -> Duration.between(now, clientTime))
        .filter(gap -> gap.abs().compareTo(UNNOTICED) > 0)
        .map(
            gap ->
                "\nThe clock of this machine is %s %s that of the server."
                    .formatted(amount(gap.abs()), gap.isNegative() ? "behind" : "ahead of"));
  }
}
