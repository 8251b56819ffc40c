/** Who a token stands for, across logins. */
package io.azimuth.domain.identity;
