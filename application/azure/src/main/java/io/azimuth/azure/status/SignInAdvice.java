package io.azimuth.azure.status;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an operator should do about a refused sign-in, by the code that Entra ID gave. */
final class SignInAdvice {

  private static final Pattern CODE = Pattern.compile("AADSTS\\d+");
  private static final String METADATA = "the metadata service of this machine";
  private static final String NO_FEDERATION =
      "no federated credential of the application has this issuer, subject and audience: enter those"
          + " of credential.federation in Azure; a new one works after some minutes";

  private static final Map<String, String> BY_CODE =
      Map.ofEntries(
          Map.entry(
              "AADSTS7000215",
              "client_secret is not a secret of this application: write its value, not its id; a new"
                  + " one works after some minutes"),
          Map.entry("AADSTS7000222", "the client secret has expired: make a new one and write it"),
          Map.entry(
              "AADSTS700016",
              "the tenant has no application of this client_id: check client_id, tenant_id and"
                  + " environment"),
          Map.entry(
              "AADSTS7000229",
              "the application has no service principal in this tenant: az ad sp create --id"
                  + " CLIENT_ID"),
          Map.entry("AADSTS7000112", "the application is disabled: enable it in Entra ID"),
          Map.entry("AADSTS90002", "the cloud has no such tenant: check tenant_id and environment"),
          Map.entry("AADSTS900023", "tenant_id is neither the id nor a domain of a tenant"),
          Map.entry(
              "AADSTS700027",
              "the certificate is not one of the application: upload it there, or write the one that"
                  + " is"),
          Map.entry(
              "AADSTS700024",
              "the assertion is outside its time: compare this server's clock with Azure's"),
          Map.entry("AADSTS53003", "a policy of conditional access refuses the sign-in"),
          Map.entry("AADSTS70021", NO_FEDERATION),
          Map.entry("AADSTS700211", NO_FEDERATION),
          Map.entry("AADSTS700212", NO_FEDERATION),
          Map.entry("AADSTS700213", NO_FEDERATION));

  private SignInAdvice() {}

  /** The advice; empty when the reason of the failure has no code that is known here. */
  static Optional<String> on(String reason) {
    Matcher code = CODE.matcher(reason);
    if (code.find()) {
      return Optional.ofNullable(BY_CODE.get(code.group())).map(it -> code.group() + ": " + it);
    }
    return reason.contains(METADATA)
        ? Optional.of(
            "assign a managed identity to the machine (az vm identity assign), or write client_id and"
                + " client_secret")
        : Optional.empty();
  }
}
