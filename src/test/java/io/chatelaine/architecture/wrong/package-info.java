/** A small house that breaks every rule of the law, so that the law is seen to find it. Nothing here is ever run. */
package io.chatelaine.architecture.wrong;
