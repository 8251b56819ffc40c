/** Token roles: named rules by which tokens create tokens (spec 3.11). */
package io.azimuth.domain.tokenrole;
