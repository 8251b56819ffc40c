package io.azimuth.adapters.azure.cloud;

import io.azimuth.domain.azure.id.GuidText;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.text.AsciiCase;
import java.util.regex.Pattern;

/**
 * A tenant as a configuration names it: by its id or by one of its domains, in lower case.
 *
 * <p>{@code common} and {@code organizations} are refused, because they accept tokens of any
 * tenant.
 */
public record TenantName(String text) {

  private static final Pattern DOMAIN =
      Pattern.compile("(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9-]{2,63}");

  public TenantName {
    text = AsciiCase.fold(text);
    if (!isId(text) && !DOMAIN.matcher(text).matches()) {
      throw new ServiceException(
          ErrorCode.IDENTITY_PROVIDER_UNUSABLE, "a tenant is named by its id or by a domain");
    }
  }

  /** Whether the text is a tenant's id in lower case. */
  static boolean isId(String text) {
    return GuidText.canonical(text).filter(text::equals).isPresent();
  }

  public boolean isById() {
    return isId(text);
  }

  /** Whether this may be the tenant with that id. A domain may belong to any id. */
  public boolean mayBe(String tenantId) {
    return !isId(text) || text.equals(tenantId);
  }
}
