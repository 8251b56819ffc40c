/** What the roles of every auth method have in common. */
package io.azimuth.domain.token.role;
