/** The entity behind a token, the same across logins. */
package io.azimuth.domain.identity;
