/** Token roles, which limit the tokens that a caller may create. */
package io.azimuth.application.token.role;
